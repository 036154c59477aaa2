package lanewise.cuda;

import lanewise.backend.Backend;
import lanewise.backend.Cards;

/** Found by its name: see {@link lanewise.backend.Device#cuda(int)}. */
final class CudaCards implements Cards {

    private final LibrarySearch libraries;

    CudaCards() {
        this(LibrarySearch.ofThisProcess());
    }

    CudaCards(LibrarySearch libraries) {
        this.libraries = libraries;
    }

    @Override
    public Backend open(int number) {
        Library driver = libraries.driver(); // Where there is none, nothing else is loaded.
        return new CudaBackend(new Card(driver, libraries, number));
    }
}
