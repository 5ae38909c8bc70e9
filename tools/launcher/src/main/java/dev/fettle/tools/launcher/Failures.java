package dev.fettle.tools.launcher;

import dev.fettle.config.ConfigurationException;
import dev.fettle.model.FaultException;
import dev.fettle.model.Secrets;
import dev.fettle.tools.launcher.start.StartFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a failed command ends: what the operator can act on as one message, everything else with its stack trace. */
final class Failures {
    private Failures() {}

    static int report(Exception failure, CommandLine line, ParseResult arguments) {
        var err = line.getErr();
        if (failure instanceof ConfigurationException wrong) {
            wrong.problems().forEach(problem -> err.println("fettle: " + Secrets.maskText(problem)));
            return CommandLine.ExitCode.USAGE;
        }
        err.println("fettle: " + Secrets.maskText(text(failure)));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String text(Exception failure) {
        if (causedBy(BindException.class, failure)) {
            return failure.getMessage() + "; choose another address or port with --listen and --port";
        }
        return switch (failure) {
            case StartFailure start -> message(start);
            case FaultException fault -> message(fault);
            case IllegalArgumentException wrong -> message(wrong);
            case IllegalStateException wrong -> message(wrong);
            default -> "unexpected failure, which is a bug: " + trace(failure);
        };
    }

    private static String message(Exception failure) {
        var message = failure.getMessage();
        return message != null ? message : trace(failure);
    }

    private static boolean causedBy(Class<? extends Throwable> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String trace(Exception failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
