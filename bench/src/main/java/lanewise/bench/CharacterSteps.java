package lanewise.bench;

import lanewise.backend.Device;

/** W4: models of characters, a training step of each kind, and one character written by the LSTM. */
final class CharacterSteps implements Workload {

    @Override
    public String name() {
        return "W4";
    }

    @Override
    public String summary() {
        return "a training step of LSTM, RNN and GRU on 4,096 characters, and one character written;"
                + " on a card a wide LSTM too";
    }

    @Override
    public void run(Device device, Report report) {
        for (CharacterModel model : CharacterModel.values()) {
            if (model.isForAnyDevice() || device.backend().asynchronous()) {
                String config = model + "-train";
                var training = new CharacterTraining(model, device, report.losses(name() + " " + config));
                Timing timing = Timing.of(Timing.Protocol.STEPS, device, training::step);
                report.steps(name(), config, timing, CharacterTraining.STEP_CHARACTERS, "chars");
            }
        }
        var writing = new CharacterWriting(CharacterModel.LSTM, device);
        report.steps(
                name(),
                CharacterModel.LSTM + "-generate-bs1",
                Timing.of(Timing.Protocol.STEPS, device, writing::step),
                1,
                "chars");
    }
}
