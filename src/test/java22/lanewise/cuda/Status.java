package lanewise.cuda;

import lanewise.backend.Device;
import lanewise.tensor.Tensor;

/** A program that says which card there is, or why there is none, and how long it took to know. */
final class Status {

    private Status() {}

    public static void main(String[] arguments) {
        Tensor.scalar(1); // The processor's backend is there in any case.
        long begin = System.nanoTime();
        boolean available = Device.isCudaAvailable();
        long nanoseconds = System.nanoTime() - begin;
        System.out.println("available: " + available);
        System.out.println("status: " + Device.cudaStatus());
        System.out.println("microseconds: " + nanoseconds / 1000);
        if (available) {
            System.out.println("sum: " + sum());
            Device before = Device.cuda();
            before.close();
            System.out.println("sum of another: " + sum() + " " + before.equals(Device.cuda()));
        }
    }

    private static float sum() {
        return Tensor.of(new float[] {1, 2, 3}).to(Device.cuda()).square().sum().item();
    }
}
