package lanewise.cuda;

import lanewise.backend.Buffer;
import lanewise.backend.GateOperations;
import lanewise.backend.IntBuffer;
import org.jspecify.annotations.Nullable;

/** Time steps of recurrent cells on a card, a thread for each element of the state. */
final class CudaGates implements GateOperations {

    private final Launcher launcher;

    CudaGates(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public void rnn(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer z,
            Buffer before,
            Buffer h) {
        launcher.launch(Kernel.RNN, (long) rows * columns, relu, rows, columns, lengths, time, bias, z, before, h);
    }

    @Override
    public void rnnGradient(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer h,
            Buffer dh,
            Buffer carry,
            Buffer dz) {
        launcher.launch(
                Kernel.RNN_GRADIENT, (long) rows * columns, relu, rows, columns, lengths, time, h, dh, carry, dz);
    }

    @Override
    public void gru(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer h) {
        launcher.launch(
                Kernel.GRU, (long) rows * columns, rows, columns, lengths, time, bias, gates, hidden, before, h);
    }

    @Override
    public void gruGradient(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer dh,
            Buffer carry,
            Buffer dGates,
            Buffer dHidden) {
        launcher.launch(
                Kernel.GRU_GRADIENT,
                (long) rows * columns,
                rows,
                columns,
                lengths,
                time,
                gates,
                hidden,
                before,
                dh,
                carry,
                dGates,
                dHidden);
    }

    @Override
    public void lstm(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hBefore,
            Buffer cBefore,
            Buffer h,
            Buffer c,
            Buffer tanh) {
        launcher.launch(
                Kernel.LSTM,
                (long) rows * columns,
                rows,
                columns,
                lengths,
                time,
                bias,
                gates,
                hBefore,
                cBefore,
                h,
                c,
                tanh);
    }

    @Override
    public void lstmGradient(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer gates,
            Buffer cBefore,
            Buffer tanh,
            Buffer dh,
            Buffer carry,
            Buffer dc,
            Buffer dz) {
        launcher.launch(
                Kernel.LSTM_GRADIENT,
                (long) rows * columns,
                rows,
                columns,
                lengths,
                time,
                gates,
                cBefore,
                tanh,
                dh,
                carry,
                dc,
                dz);
    }
}
