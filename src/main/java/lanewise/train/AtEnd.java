package lanewise.train;

/** What is done at the end, however it comes; should it fail, that does not hide why the end came. */
interface AtEnd extends AutoCloseable {

    @Override
    void close();
}
