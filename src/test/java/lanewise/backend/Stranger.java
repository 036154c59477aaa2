package lanewise.backend;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeMap;

/**
 * A device that is not the processor, for tests: it computes as the processor does, in buffers that only it can open, and
 * counts what goes up and comes down. What reads numbers behind one's back, or mixes devices, shows.
 */
public final class Stranger {

    private static final Set<String> COUNTED = Set.of("upload", "download", "startDownload", "number");

    private final Backend cpu = new CpuBackend(1);
    private final String name;
    private final boolean asynchronous;
    private final boolean sparse;
    private final TreeMap<String, Integer> counts = new TreeMap<>();
    private final Backend backend;
    private final Device device;

    private Stranger(String name, boolean asynchronous, boolean sparse) {
        this.name = name;
        this.asynchronous = asynchronous;
        this.sparse = sparse;
        backend = own(Backend.class, cpu);
        device = new Device(backend);
    }

    /** One that answers all questions as the processor does. */
    public static Stranger likeCpu() {
        return new Stranger("stranger:0", false, true);
    }

    /** One that works on while the caller goes on, with dense gradients of tables: as a card does. */
    public static Stranger likeCard() {
        return new Stranger("stranger:1", true, false);
    }

    public Device device() {
        return device;
    }

    /** How often a method has been called since the last {@link #reset()}. */
    public int count(String method) {
        return counts.getOrDefault(method, 0);
    }

    /** The counts of all methods that move numbers between host and device, or make one wait for the other. */
    public String counts() {
        return counts.toString();
    }

    public void reset() {
        counts.clear();
    }

    /** Numbers of this device. */
    private final class OwnBuffer implements Buffer {
        private final Buffer inner;
        private final Allocator allocator;

        OwnBuffer(Buffer inner, Allocator allocator) {
            this.inner = inner;
            this.allocator = allocator;
        }

        @Override
        public int length() {
            return inner.length();
        }

        @Override
        public Buffer slice(int offset, int length) {
            return new OwnBuffer(inner.slice(offset, length), allocator);
        }

        @Override
        public Allocator allocator() {
            return allocator;
        }

        Buffer open(Stranger by) {
            if (by != Stranger.this) {
                throw DeviceMismatchException.of(by.name, allocator);
            }
            return inner;
        }
    }

    private final class OwnIntBuffer implements IntBuffer {
        private final IntBuffer inner;
        private final Allocator allocator;

        OwnIntBuffer(IntBuffer inner, Allocator allocator) {
            this.inner = inner;
            this.allocator = allocator;
        }

        @Override
        public int length() {
            return inner.length();
        }

        @Override
        public IntBuffer slice(int offset, int length) {
            return new OwnIntBuffer(inner.slice(offset, length), allocator);
        }

        @Override
        public Allocator allocator() {
            return allocator;
        }

        IntBuffer open(Stranger by) {
            if (by != Stranger.this) {
                throw DeviceMismatchException.of(by.name, allocator);
            }
            return inner;
        }
    }

    private final class OwnScope implements Scope {
        private final Allocator inner;

        OwnScope(Allocator inner) {
            this.inner = inner;
        }

        @Override
        public Buffer floats(int length) {
            return new OwnBuffer(inner.floats(length), this);
        }

        @Override
        public IntBuffer ints(int length) {
            return new OwnIntBuffer(inner.ints(length), this);
        }

        @Override
        public Backend backend() {
            return backend;
        }

        @Override
        public boolean scoped() {
            return inner.scoped();
        }

        @Override
        public void release() {
            ((Scope) inner).release();
        }

        @Override
        public void close() {
            if (inner instanceof Scope scope) {
                scope.close();
            }
        }
    }

    /** The processor's way, with this device's buffers opened and its answers instead. */
    @SuppressWarnings("ReferenceEquality") // a device is equal to itself alone
    private <T> T own(Class<T> type, T cpus) {
        InvocationHandler handler = (proxy, method, arguments) ->
                method.getName().equals("equals") ? proxy == arguments[0] : call(cpus, method, arguments);
        return type.cast(Proxy.newProxyInstance(Stranger.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object cpus, Method method, Object[] arguments) throws Throwable {
        String called = method.getName();
        if (COUNTED.contains(called)) {
            counts.merge(called, 1, Integer::sum);
        }
        if (called.equals("name")) {
            return name;
        }
        if (called.equals("asynchronous")) {
            return asynchronous;
        }
        if (called.equals("sparseGradients")) {
            return sparse;
        }
        Object result = invoke(cpus, method, opened(arguments));
        if (result instanceof Allocator allocator) {
            return new OwnScope(allocator);
        }
        if (result instanceof Download download) {
            return (Download) () -> {
                counts.merge("await", 1, Integer::sum);
                return download.await();
            };
        }
        Class<?> type = method.getReturnType();
        return type.isInterface() ? ownUnchecked(type, result) : result;
    }

    private <T> T ownUnchecked(Class<T> type, Object cpus) {
        return own(type, type.cast(cpus));
    }

    private Object[] opened(Object[] arguments) {
        Object[] opened = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < opened.length; i++) {
            if (opened[i] instanceof OwnBuffer own) {
                opened[i] = own.open(this);
            } else if (opened[i] instanceof OwnIntBuffer own) {
                opened[i] = own.open(this);
            } else if (opened[i] instanceof Buffer other) {
                throw DeviceMismatchException.of(name, other.allocator());
            } else if (opened[i] instanceof IntBuffer other) {
                throw DeviceMismatchException.of(name, other.allocator());
            }
        }
        return opened;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
