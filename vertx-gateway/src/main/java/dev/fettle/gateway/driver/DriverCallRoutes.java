package dev.fettle.gateway.driver;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.driver.DriverVendorPassthru;
import dev.fettle.rpc.driver.GetDriverVendorPassthruMethods;
import dev.fettle.rpc.driver.GetRaidLogicalDiskProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a driver is asked without a node: its vendor methods, and what its RAID configurations may say. */
public final class DriverCallRoutes {
    private static final int RAID_SINCE = 12;
    private static final String VENDOR_RULE = "baremetal:driver:vendor_passthru";

    private final Conductors conductors;

    /** Known for as long as this process lives; an entry for each driver. */
    private final Map<String, Map<String, Map<String, Object>>> methods = new ConcurrentHashMap<>();

    private final Map<String, Map<String, String>> diskProperties = new ConcurrentHashMap<>();

    /** Only keeps what it is given. */
    public DriverCallRoutes(Conductors conductors) {
        this.conductors = conductors;
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var one = "/v1/drivers/{driver}";
        var vendor = one + "/vendor_passthru";
        var routes = new ArrayList<Route>();
        routes.add(
                Route.of("GET", vendor + "/methods", VENDOR_RULE, this::methods).withoutQuery());
        routes.add(Route.of(
                        "GET",
                        one + "/raid/logical_disk_properties",
                        "baremetal:driver:get_raid_logical_disk_properties",
                        this::diskProperties)
                .withoutQuery());
        for (var verb : VendorAnswers.VERBS) {
            routes.add(Route.of(
                    verb, vendor, VENDOR_RULE, request -> call(request, verb, VendorAnswers.methodArgument(request))));
            routes.add(Route.of(
                            verb,
                            vendor + "/{method}",
                            VENDOR_RULE,
                            request -> call(request, verb, request.variable("method")))
                    .withoutQuery());
        }
        return routes;
    }

    private Answer methods(Request request) {
        var driver = request.variable("driver");
        var known = methods.get(driver);
        var found = known != null
                ? known
                : conductors.askDriver(driver, new GetDriverVendorPassthruMethods(driver), request.context());
        methods.put(driver, found);
        return Answer.ok(out -> JsonOut.value(out, found));
    }

    private Answer call(Request request, String verb, String method) {
        var driver = request.variable("driver");
        var call = new DriverVendorPassthru(driver, method, verb, VendorAnswers.info(request));
        return VendorAnswers.answer(conductors.askDriver(driver, call, request.context()));
    }

    private Answer diskProperties(Request request) {
        FieldSet.gate(RAID_SINCE, request.version());
        var driver = request.variable("driver");
        var known = diskProperties.get(driver);
        var found = known != null ? known : askDiskProperties(request, driver);
        diskProperties.put(driver, found);
        return Answer.ok(out -> JsonOut.value(out, found));
    }

    /** A driver without RAID has no such resource. */
    private Map<String, String> askDiskProperties(Request request, String driver) {
        try {
            return conductors.askDriver(driver, new GetRaidLogicalDiskProperties(driver), request.context());
        } catch (FaultException e) {
            throw e.code() == FaultCode.UNSUPPORTED_DRIVER_EXTENSION ? e.withStatus(404) : e;
        }
    }
}
