package dev.fettle.tools.load;

import dev.fettle.tools.load.echo.EchoServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The other end of {@code rpc-echo}, which starts it. */
@Command(name = EchoServerCommand.NAME, description = "Answers the round trips of rpc-echo.", hidden = true)
final class EchoServerCommand implements Callable<Integer> {
    static final String NAME = "rpc-echo-server";

    @Override
    public Integer call() throws Exception {
        var url = System.getenv(EchoServer.URL);
        if (url == null) {
            throw new IllegalStateException(EchoServer.URL + " is not set");
        }
        EchoServer.serve(url, System.in, System.out);
        return 0;
    }
}
