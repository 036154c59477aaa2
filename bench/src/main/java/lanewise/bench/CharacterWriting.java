package lanewise.bench;

import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.text.LanguageModel;
import lanewise.text.TextInput;
import lanewise.text.TextState;

/** Writes characters one by one with a {@link CharacterModel}: each is the likeliest after the one before. */
final class CharacterWriting {

    private final LanguageModel model;

    /** A step's state is read by the next, so two memories take turns. */
    private final Scope[] scopes;

    private TextState state;
    private int character;
    private int steps;

    CharacterWriting(CharacterModel model, Device device) {
        Parameters parameters = Parameters.init(1);
        parameters.to(device);
        this.model = model.of(parameters);
        this.scopes = new Scope[] {device.backend().scope(), device.backend().scope()};
        this.state = this.model.zeroState(1);
    }

    /** Reads one character and returns the next. */
    int step() {
        Scope scope = scopes[steps & 1];
        steps++;
        scope.release();
        IntTensor token = IntTensor.of(scope, new int[] {character}, Shape.of(1, 1));
        StatefulModel.Result<TextState> result = model.forward(TextInput.of(token), state, Pass.inference());
        state = result.state();
        character = result.output().argmax();
        return character;
    }
}
