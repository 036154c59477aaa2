package lanewise.backend;

import java.util.ArrayDeque;
import java.util.Deque;

/** Scratch arrays of kernels, kept between calls. A call takes one and gives it back, so calls of any thread may overlap. */
final class Workspaces {

    private final Deque<float[]> free = new ArrayDeque<>();

    synchronized float[] take(int length) {
        float[] workspace = free.poll();
        return workspace != null && workspace.length >= length ? workspace : new float[CpuScope.capacity(length)];
    }

    synchronized void giveBack(float[] workspace) {
        free.push(workspace);
    }
}
