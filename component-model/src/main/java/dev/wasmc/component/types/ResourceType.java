package dev.wasmc.component.types;

/** A resource type: nothing but its identity, and a name for messages. */
public final class ResourceType implements AnyType {
  private final String name;

  /**
   * @param name for messages; need not be unique
   */
  public ResourceType(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
