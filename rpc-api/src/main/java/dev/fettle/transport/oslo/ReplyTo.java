package dev.fettle.transport.oslo;

/**
 * Where an answer goes.
 *
 * @param messageId what the caller tells its calls apart by
 * @param queue the caller's reply queue
 */
public record ReplyTo(String messageId, String queue) {}
