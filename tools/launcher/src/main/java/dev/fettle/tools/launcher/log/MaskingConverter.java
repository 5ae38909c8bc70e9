package dev.fettle.tools.launcher.log;

import ch.qos.logback.core.pattern.CompositeConverter;
import dev.fettle.model.Secrets;

/** Masks secrets in whatever its part of the pattern made: messages, their arguments, stack traces. */
public final class MaskingConverter<E> extends CompositeConverter<E> {

    @Override
    protected String transform(E event, String text) {
        return Secrets.maskText(text);
    }
}
