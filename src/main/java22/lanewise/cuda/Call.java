package lanewise.cuda;

import java.lang.invoke.MethodHandle;

/** Calls native functions that give back an {@code int}, by the kinds of their parameters. */
final class Call {

    private Call() {}

    static int of(MethodHandle function, int a) {
        try {
            return (int) function.invokeExact(a);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, int a, long b) {
        try {
            return (int) function.invokeExact(a, b);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a) {
        try {
            return (int) function.invokeExact(a);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, int b) {
        try {
            return (int) function.invokeExact(a, b);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, int b, int c) {
        try {
            return (int) function.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, long b) {
        try {
            return (int) function.invokeExact(a, b);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, long b, int c) {
        try {
            return (int) function.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, long b, long c) {
        try {
            return (int) function.invokeExact(a, b, c);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, long b, long c, long d) {
        try {
            return (int) function.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, int b, long c, long d) {
        try {
            return (int) function.invokeExact(a, b, c, d);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    static int of(MethodHandle function, long a, long b, int c, long d, long e) {
        try {
            return (int) function.invokeExact(a, b, c, d, e);
        } catch (Throwable thrown) {
            throw Library.broken(thrown);
        }
    }
}
