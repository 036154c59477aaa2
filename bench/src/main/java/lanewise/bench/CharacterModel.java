package lanewise.bench;

import java.util.Locale;
import lanewise.nn.Parameters;
import lanewise.text.LanguageModel;
import lanewise.text.TextNet;

/** The models of characters that are measured: 85 characters, an embedding of 42 numbers, recurrent layers and a linear head. */
enum CharacterModel {
    LSTM(TextNet.lstm(512).layers(2).dropout(0.5f)),
    RNN(TextNet.rnn(256)),
    GRU(TextNet.gru(256)),

    /** One that fills a card. */
    WIDE_LSTM(TextNet.lstm(1024).layers(2).dropout(0.5f));

    static final int CHARACTERS = 85;

    private final TextNet net;

    CharacterModel(TextNet net) {
        this.net = net.embedding(42);
    }

    LanguageModel of(Parameters parameters) {
        return net.model(parameters, CHARACTERS);
    }

    /** Kind, layers and width, such as {@code lstm-2x512}. */
    @Override
    public String toString() {
        String kind = this == WIDE_LSTM ? LSTM.name() : name();
        return kind.toLowerCase(Locale.ROOT) + "-" + net.layers() + "x" + net.hidden();
    }

    /** Whether it is measured on the processor too. */
    boolean isForAnyDevice() {
        return this != WIDE_LSTM;
    }
}
