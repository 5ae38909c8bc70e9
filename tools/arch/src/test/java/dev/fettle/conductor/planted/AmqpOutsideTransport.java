package dev.fettle.conductor.planted;

import com.rabbitmq.client.Channel;

/** Planted: breaks "AMQP stays in transport". */
record AmqpOutsideTransport(Channel channel) {}
