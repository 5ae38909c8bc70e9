package dev.fettle.tools.sim.machine;

/** Redfish reset types that the simulated BMC allows; the names are the wire names. */
public enum ResetType {
    On,
    ForceOff,
    GracefulShutdown,
    GracefulRestart,
    ForceRestart,
    PowerCycle,
    PushPowerButton,
    Nmi
}
