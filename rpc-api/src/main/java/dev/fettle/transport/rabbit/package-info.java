/** The transport over RabbitMQ; the only code that knows AMQP. */
@NullMarked
package dev.fettle.transport.rabbit;

import org.jspecify.annotations.NullMarked;
