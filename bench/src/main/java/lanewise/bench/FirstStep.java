package lanewise.bench;

import lanewise.backend.Device;

/** The process that {@link ColdStart} times: one training step of W3 on a device, done when it ends. */
final class FirstStep {

    private FirstStep() {}

    /** Takes the word of {@code --device} and the number of threads, if it is the processor. */
    public static void main(String[] arguments) {
        Device device = Main.device(arguments[0], Integer.parseInt(arguments[1]));
        new TabularTraining(
                        TabularTraining.BATCH_SIZE, device, (step, loss) -> System.out.println("loss " + loss.item()))
                .step();
        device.synchronize();
    }
}
