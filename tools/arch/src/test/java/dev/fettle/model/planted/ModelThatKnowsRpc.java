package dev.fettle.model.planted;

import dev.fettle.rpc.CallContext;

/** Planted: breaks "modules point inward" and "the model is plain Java". */
record ModelThatKnowsRpc(CallContext context) {}
