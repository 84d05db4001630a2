package dev.wasmc.component;

/** One definition of a component; most kinds add to an index space. */
public sealed interface Definition
    permits CoreModuleDef,
        CoreInstanceDef,
        CoreTypeDef,
        NestedComponent,
        InstanceDef,
        Alias,
        TypeDef,
        Canon,
        StartDef,
        ImportDef,
        ExportDef,
        CustomDef {
  /** Its offset in the file, or in the text; 0 for one that was generated. */
  int at();
}
