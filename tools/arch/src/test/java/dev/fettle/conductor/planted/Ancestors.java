package dev.fettle.conductor.planted;

/** Planted: the youngest breaks "inheritance is shallow". */
class Ancestors {
    static class Parent extends Ancestors {}

    static class Child extends Parent {}
}
