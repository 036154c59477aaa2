package lanewise.backend;

/** The right factor of several products: what is prepared of it for the first serves all. For one thread; is to be closed. */
public interface Factor extends AutoCloseable {

    /** {@code C = A * op(B) + beta * C}, A having so many rows. */
    void multiply(int rows, Buffer a, float beta, Buffer c);

    @Override
    void close();
}
