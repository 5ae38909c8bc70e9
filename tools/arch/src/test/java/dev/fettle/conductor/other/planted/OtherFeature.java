package dev.fettle.conductor.other.planted;

import dev.fettle.conductor.planted.FeatureThatKnowsAnother;

/** Planted: closes a circle. */
public record OtherFeature(FeatureThatKnowsAnother back) {}
