package dev.fettle.tools.load.http;

/**
 * What came back.
 *
 * @param body empty when it was not to be kept
 * @param length bytes of the body, kept or not
 */
public record Answer(int status, String body, long length) {

    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
