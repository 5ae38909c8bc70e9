package dev.fettle.model.field;

/**
 * One field of a resource: its name on every wire (REST, RPC, database column), its type and its place in {@link Values}.
 *
 * @param since version of the RPC object that brought the field ({@code contract/rpc.md} section 7)
 * @param index position in the table, from 0
 */
public record Field<T>(String name, FieldType type, String since, boolean nullable, int index) {

    @Override
    public String toString() {
        return name;
    }
}
