package dev.fettle.tools.load.result;

/** What a row of a table is about. */
public record RowKey(String scenario, int clients) {}
