package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import java.util.Arrays;
import lanewise.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Time steps of recurrent cells on the processor, the sequences of a batch shared out in runs that are alike. */
final class CpuGates implements GateOperations {

    /** What an element of a recurrent cell costs, in elements touched: its gates are several, and exponentials. */
    private static final long WORK_PER_GATE = 32;

    private final Sharing sharing;

    CpuGates(Sharing sharing) {
        this.sharing = sharing;
    }

    /** Rows that are all under way, or all ended, at a time step. */
    private interface Rows {
        void run(boolean active, int from, int to);
    }

    /** Shares the sequences of a batch out, in runs that are alike. */
    private void shareSequences(int rows, long workPerRow, @Nullable IntBuffer lengths, int time, Rows part) {
        if (lengths == null) {
            sharing.units(rows, workPerRow, (from, to) -> part.run(true, from, to));
            return;
        }
        int[] length = array(lengths);
        int start = offset(lengths);
        sharing.units(rows, workPerRow, (from, to) -> {
            int first = from;
            while (first < to) {
                boolean active = length[start + first] > time;
                int next = first + 1;
                while (next < to && length[start + next] > time == active) {
                    next++;
                }
                part.run(active, first, next);
                first = next;
            }
        });
    }

    private static void copyRows(int from, int to, int columns, Buffer source, Buffer target) {
        System.arraycopy(
                array(source),
                offset(source) + from * columns,
                array(target),
                offset(target) + from * columns,
                (to - from) * columns);
    }

    private static void addRows(int from, int to, int columns, Buffer x, Buffer sum) {
        Kernels.MATRIX.axpy(
                (to - from) * columns,
                1,
                array(x),
                offset(x) + from * columns,
                array(sum),
                offset(sum) + from * columns);
    }

    private static void fillRows(int from, int to, int columns, Buffer target) {
        Arrays.fill(array(target), offset(target) + from * columns, offset(target) + to * columns, 0f);
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
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.rnn(
                        relu,
                        to - from,
                        columns,
                        array(bias),
                        offset(bias),
                        array(z),
                        offset(z) + from * columns,
                        array(h),
                        offset(h) + from * columns);
            } else {
                copyRows(from, to, columns, before, h);
            }
        });
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
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.rnnGradient(
                        relu,
                        to - from,
                        columns,
                        array(h),
                        offset(h) + from * columns,
                        array(dh),
                        offset(dh) + from * columns,
                        array(carry),
                        offset(carry) + from * columns,
                        array(dz),
                        offset(dz) + from * columns);
                fillRows(from, to, columns, carry);
            } else {
                addRows(from, to, columns, dh, carry);
                fillRows(from, to, columns, dz);
            }
        });
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
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.gru(
                        to - from,
                        columns,
                        array(bias),
                        offset(bias),
                        array(gates),
                        offset(gates) + from * 3 * columns,
                        array(hidden),
                        offset(hidden) + from * 3 * columns,
                        array(before),
                        offset(before) + from * columns,
                        array(h),
                        offset(h) + from * columns);
            } else {
                copyRows(from, to, columns, before, h);
            }
        });
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
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.gruGradient(
                        to - from,
                        columns,
                        array(gates),
                        offset(gates) + from * 3 * columns,
                        array(hidden),
                        offset(hidden) + from * 3 * columns,
                        array(before),
                        offset(before) + from * columns,
                        array(dh),
                        offset(dh) + from * columns,
                        array(carry),
                        offset(carry) + from * columns,
                        array(dGates),
                        offset(dGates) + from * 3 * columns,
                        array(dHidden),
                        offset(dHidden) + from * 3 * columns);
            } else {
                addRows(from, to, columns, dh, carry);
                fillRows(from, to, 3 * columns, dGates);
                fillRows(from, to, 3 * columns, dHidden);
            }
        });
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
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.lstm(
                        to - from,
                        columns,
                        array(bias),
                        offset(bias),
                        array(gates),
                        offset(gates) + from * 4 * columns,
                        array(cBefore),
                        offset(cBefore) + from * columns,
                        array(c),
                        offset(c) + from * columns,
                        array(tanh),
                        offset(tanh) + from * columns,
                        array(h),
                        offset(h) + from * columns);
            } else {
                copyRows(from, to, columns, hBefore, h);
                copyRows(from, to, columns, cBefore, c);
            }
        });
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
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.lstmGradient(
                        to - from,
                        columns,
                        array(gates),
                        offset(gates) + from * 4 * columns,
                        array(cBefore),
                        offset(cBefore) + from * columns,
                        array(tanh),
                        offset(tanh) + from * columns,
                        array(dh),
                        offset(dh) + from * columns,
                        array(carry),
                        offset(carry) + from * columns,
                        array(dc),
                        offset(dc) + from * columns,
                        array(dz),
                        offset(dz) + from * 4 * columns);
                fillRows(from, to, columns, carry);
            } else {
                addRows(from, to, columns, dh, carry);
                fillRows(from, to, 4 * columns, dz);
            }
        });
    }
}
