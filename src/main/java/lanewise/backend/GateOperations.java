package lanewise.backend;

import org.jspecify.annotations.Nullable;

/** Recurrent cells: one time step of a batch. Where lengths are given, a sequence that has ended keeps its state. */
public interface GateOperations {

    /** See {@link lanewise.kernel.GateKernels#rnn}; of a sequence shorter than {@code time + 1}, {@code h = before}. */
    void rnn(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer z,
            Buffer before,
            Buffer h);

    /** See {@link lanewise.kernel.GateKernels#rnnGradient}; {@code carry} becomes what ended sequences pass on, else 0. */
    void rnnGradient(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer h,
            Buffer dh,
            Buffer carry,
            Buffer dz);

    /** See {@link lanewise.kernel.GateKernels#gru}. */
    void gru(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer h);

    /** See {@link lanewise.kernel.GateKernels#gruGradient}. */
    void gruGradient(
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
            Buffer dHidden);

    /** See {@link lanewise.kernel.GateKernels#lstm}; h and c are the states' names before and after. */
    void lstm(
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
            Buffer tanh);

    /** See {@link lanewise.kernel.GateKernels#lstmGradient}; {@code carry} becomes what ended sequences pass on, else 0. */
    void lstmGradient(
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
            Buffer dz);
}
