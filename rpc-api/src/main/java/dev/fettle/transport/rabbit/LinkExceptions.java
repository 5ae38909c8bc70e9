package dev.fettle.transport.rabbit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broken connections are the link's business, which tells of them itself; what our own listeners throw is a bug and is logged as one. */
final class LinkExceptions extends DefaultExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LinkExceptions.class);

    private final String link;

    LinkExceptions(String link) {
        this.link = link;
    }

    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable exception) {
        LOG.debug("{}: connection broke", link, exception);
    }

    @Override
    protected void log(String message, Throwable exception) {
        LOG.error("{}: {}", link, message, exception);
    }
}
