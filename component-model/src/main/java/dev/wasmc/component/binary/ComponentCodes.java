package dev.wasmc.component.binary;

/** The bytes of the binary format that are not in a table elsewhere; both directions use them. */
final class ComponentCodes {
  // defvaltype, functype, componenttype, instancetype, resourcetype
  static final int RECORD = 0x72;
  static final int VARIANT = 0x71;
  static final int LIST = 0x70;
  static final int TUPLE = 0x6f;
  static final int FLAGS = 0x6e;
  static final int ENUM = 0x6d;
  static final int OPTION = 0x6b;
  static final int RESULT = 0x6a;
  static final int OWN = 0x69;
  static final int BORROW = 0x68;
  static final int FIXED_LIST = 0x67;
  static final int STREAM = 0x66;
  static final int FUTURE = 0x65;
  static final int MAP = 0x63;
  static final int FUNC = 0x40;
  static final int ASYNC_FUNC = 0x43;
  static final int COMPONENT = 0x41;
  static final int INSTANCE = 0x42;
  static final int RESOURCE = 0x3f;

  // core:type
  static final int MODULE = 0x50;
  static final int SUB = 0x50;
  static final int SUB_ESCAPE = 0x00;

  // declarators
  static final int DECL_CORE_TYPE = 0x00;
  static final int DECL_TYPE = 0x01;
  static final int DECL_ALIAS = 0x02;
  static final int DECL_IMPORT = 0x03;
  static final int DECL_EXPORT = 0x04;
  static final int MODULE_DECL_IMPORT = 0x00;
  static final int MODULE_DECL_TYPE = 0x01;
  static final int MODULE_DECL_ALIAS = 0x02;
  static final int MODULE_DECL_EXPORT = 0x03;
  static final int MODULE_ALIAS_OUTER = 0x01;

  // alias targets
  static final int ALIAS_EXPORT = 0x00;
  static final int ALIAS_CORE_EXPORT = 0x01;
  static final int ALIAS_OUTER = 0x02;

  // instanceexpr
  static final int INSTANTIATE = 0x00;
  static final int FROM_EXPORTS = 0x01;

  // nameattributes
  static final int NAME = 0x00;
  static final int NAME_ONCE = 0x01;
  static final int NAME_WITH_ATTRIBUTES = 0x02;
  static final int ATTRIBUTE_IMPLEMENTS = 0x00;
  static final int ATTRIBUTE_VERSION_SUFFIX = 0x01;
  static final int ATTRIBUTE_EXTERNAL_ID = 0x02;

  // sort, externtype
  static final int CORE = 0x00;
  static final int BOUND_EQ = 0x00;
  static final int BOUND_OTHER = 0x01;

  // canon
  static final int LIFT = 0x00;
  static final int LOWER = 0x01;
  static final int RESOURCE_NEW = 0x02;
  static final int RESOURCE_DROP = 0x03;
  static final int RESOURCE_REP = 0x04;
  static final int OPTION_MEMORY = 0x03;
  static final int OPTION_REALLOC = 0x04;
  static final int OPTION_POST_RETURN = 0x05;
  static final int OPTION_ASYNC = 0x06;
  static final int OPTION_CALLBACK = 0x07;
  static final int OPTION_CORE_TYPE = 0x08;
  static final int OPTION_GC = 0x09;

  private ComponentCodes() {}
}
