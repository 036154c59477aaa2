package lanewise.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import lanewise.backend.Download;
import org.jspecify.annotations.Nullable;

/**
 * Numbers on their way between host and card. Uploads return at once; downloads wait for what was queued before them. Until a
 * copy is queued its buffers are kept from the collector, lest somebody else gets their memory.
 */
@SuppressWarnings("ReachabilityFenceUsage") // what failed is not queued
final class Transfers {

    private static final long DOWN_BYTES = 2L << 20;

    /** A download of up to so many numbers can be begun without waiting: a loss, or those of a batch. */
    private static final int FEW = 64;

    private static final int PLACES = 64;

    private final Card card;
    private final Driver driver;
    private final Staging onCompute;
    private final Staging onUpload;
    private @Nullable MemorySegment down;
    private @Nullable MemorySegment begun;
    private final Deque<Long> freePlaces = new ArrayDeque<>();

    Transfers(Card card, Driver driver) {
        this.card = card;
        this.driver = driver;
        onCompute = new Staging(card, driver);
        onUpload = new Staging(card, driver);
    }

    /** What is first to be written to memory of a step goes past what is being computed; all else waits for its turn. */
    void upload(MemorySegment numbers, DeviceRange target) {
        synchronized (card) {
            card.enter();
            if (target.storage().mayBeUploadedAhead()) {
                target.storage().placeForUpload();
                onUpload.copyUp(numbers, target.address(), card.uploadStream());
            } else {
                onCompute.copyUp(numbers, target.address(), card.computeStream());
            }
            Reference.reachabilityFence(target);
        }
    }

    void download(DeviceRange source, MemorySegment target) {
        synchronized (card) {
            card.enter();
            MemorySegment through = down;
            if (through == null) {
                through = card.hostMemory(DOWN_BYTES);
                down = through;
            }
            long from = source.address();
            long stream = card.computeStream();
            for (long done = 0; done < target.byteSize(); done += DOWN_BYTES) {
                long some = Math.min(DOWN_BYTES, target.byteSize() - done);
                driver.copyDown(through.address(), from + done, some, stream);
                driver.synchronizeStream(stream);
                MemorySegment.copy(through, 0, target, done, some);
            }
            Reference.reachabilityFence(source);
        }
    }

    /** Queues the download of a few numbers; of many it waits for. */
    Download startDownload(CudaBuffer source) {
        synchronized (card) {
            MemorySegment memory = begun();
            card.memory().takeBackWhatWasFound();
            Long offset = source.length() <= FEW ? freePlaces.poll() : null;
            if (offset == null) {
                float[] numbers = new float[source.length()];
                download(source, MemorySegment.ofArray(numbers));
                return () -> numbers;
            }
            card.enter();
            Place place = new Place(memory.asSlice(offset, source.bytes()), offset, card.takeEvent());
            Download download = new Begun(place);
            card.whenUnused(download, () -> giveBack(place));
            if (source.length() > 0) {
                driver.copyDown(place.landing.address(), source.address(), source.bytes(), card.computeStream());
            }
            card.recordComputed(place.landed);
            Reference.reachabilityFence(source);
            return download;
        }
    }

    private MemorySegment begun() {
        MemorySegment memory = begun;
        if (memory == null) {
            card.enter();
            memory = card.hostMemory((long) PLACES * FEW * Float.BYTES);
            begun = memory;
            for (long place = 0; place < memory.byteSize(); place += FEW * Float.BYTES) {
                freePlaces.add(place);
            }
        }
        return memory;
    }

    /** Where the numbers of a download land, and the event that comes then. */
    private static final class Place {
        final MemorySegment landing;
        final Long offset;
        final long landed;
        boolean back;

        Place(MemorySegment landing, Long offset, long landed) {
            this.landing = landing;
            this.offset = offset;
            this.landed = landed;
        }
    }

    /** A download under way, whose place is its own until it is awaited or nobody can do that any more. */
    private final class Begun implements Download {
        private final Place place;

        Begun(Place place) {
            this.place = place;
        }

        @Override
        public float[] await() {
            float[] numbers = Transfers.this.await(place);
            Reference.reachabilityFence(this);
            return numbers;
        }
    }

    private float[] await(Place place) {
        synchronized (card) {
            card.enter();
            if (place.back) {
                throw new IllegalStateException("a download is awaited once");
            }
            driver.synchronizeEvent(place.landed);
            float[] numbers = place.landing.toArray(ValueLayout.JAVA_FLOAT);
            giveBack(place);
            return numbers;
        }
    }

    /** After it was awaited, or when nobody can any more; what is still to land there comes before what lands next. */
    private void giveBack(Place place) {
        if (!place.back) {
            place.back = true;
            card.giveBackEvent(place.landed);
            freePlaces.add(place.offset);
        }
    }

    void copy(DeviceRange source, DeviceRange target) {
        if (source.length() > 0) {
            synchronized (card) {
                card.enter();
                driver.copyAcross(target.address(), source.address(), source.bytes(), card.computeStream());
                Reference.reachabilityFence(source);
                Reference.reachabilityFence(target);
            }
        }
    }

    void fill(CudaBuffer target, float value) {
        if (target.length() > 0) {
            synchronized (card) {
                card.enter();
                int bits = Float.floatToRawIntBits(value);
                driver.fill(target.address(), bits, target.length(), card.computeStream());
                Reference.reachabilityFence(target);
            }
        }
    }

    void close(Card.Closing closing) {
        onUpload.close(closing);
        onCompute.close(closing);
        for (MemorySegment memory : new @Nullable MemorySegment[] {begun, down}) {
            if (memory != null) {
                closing.attempt(() -> driver.freeHost(memory));
            }
        }
    }
}
