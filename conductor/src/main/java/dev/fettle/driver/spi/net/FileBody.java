package dev.fettle.driver.spi.net;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Writes a body to a file and hangs up as soon as it is larger than allowed. The file belongs to whoever opened it. */
final class FileBody implements BodySubscriber<byte[]> {
    private final FileChannel file;
    private final long maxBytes;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private long written;
    private @Nullable Subscription source;

    FileBody(FileChannel file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** Empty: the body is in the file. */
    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (var buffer : buffers) {
                written += buffer.remaining();
                if (written > maxBytes) {
                    throw new BoundedBody.TooLarge(maxBytes);
                }
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
        } catch (IOException e) {
            if (source != null) {
                source.cancel();
            }
            done.completeExceptionally(e);
            return;
        }
        if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(new byte[0]);
    }
}
