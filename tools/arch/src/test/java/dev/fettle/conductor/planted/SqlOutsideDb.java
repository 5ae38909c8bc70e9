package dev.fettle.conductor.planted;

import java.sql.Connection;

/** Planted: breaks "SQL stays in db". */
record SqlOutsideDb(Connection connection) {}
