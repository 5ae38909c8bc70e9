package dev.fettle.tools.load.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to measure.
 *
 * @param window length of one run
 * @param warmUp load before the first run, not counted
 * @param runs how often each scenario is repeated
 * @param clients in place of each scenario's own numbers of clients; empty to keep those
 * @param listNodes how many nodes exist when lists are read
 * @param churnNodes how many nodes are deployed and taken back
 * @param idleNodes how many nodes exist when nothing is asked
 * @param idleWindow how long nothing is asked
 * @param fillCommand program that brings the server's database to the number of nodes it is called with
 */
public record Settings(
        Duration window,
        Duration warmUp,
        int runs,
        List<Integer> clients,
        int listNodes,
        int churnNodes,
        int idleNodes,
        Duration idleWindow,
        Optional<String> fillCommand) {}
