package dev.fettle.driver.agent;

import dev.fettle.driver.spi.RaidInterface;

/** RAID made by the agent: its own steps do the work, see {@link RaidResult} for what is kept of it. */
public final class AgentRaid implements RaidInterface {

    @Override
    public String name() {
        return "agent";
    }
}
