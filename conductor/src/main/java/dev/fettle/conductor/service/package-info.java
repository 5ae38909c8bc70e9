@NullMarked
package dev.fettle.conductor.service;

import org.jspecify.annotations.NullMarked;
