package dev.fettle.tools.load;

import dev.fettle.tools.load.machine.ProcessGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code name=pid} off the command line. */
final class ProcessGroupConverter implements ITypeConverter<ProcessGroup> {
    @Override
    public ProcessGroup convert(String text) {
        try {
            return ProcessGroup.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
