package dev.fettle.conductor.planted;

import dev.fettle.conductor.other.planted.OtherFeature;

/** Planted: breaks "features do not know each other" and, with {@code OtherFeature}, "no cycles". */
public record FeatureThatKnowsAnother(OtherFeature other) {}
