package dev.fettle.conductor.planted;

import io.vertx.core.Vertx;

/** Planted: breaks "Vert.x stays at the edges". */
record VertxInside(Vertx vertx) {}
