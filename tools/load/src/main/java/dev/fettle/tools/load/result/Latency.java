package dev.fettle.tools.load.result;

/** How long operations took, in milliseconds. */
public record Latency(double p50, double p99, double max) {}
