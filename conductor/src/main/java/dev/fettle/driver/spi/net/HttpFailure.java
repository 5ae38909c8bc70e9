package dev.fettle.driver.spi.net;

import org.jspecify.annotations.Nullable;

/** No usable answer came. The message holds no secret. */
public final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** How far the request got. */
    public enum Stage {
        /** It never left: it is safe to send it again. */
        UNSENT,
        /** It may have arrived and been carried out. */
        LOST,
        /** The machine answered something that cannot be used; it did receive the request. */
        UNUSABLE
    }

    private final Stage stage;

    public HttpFailure(Stage stage, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }
}
