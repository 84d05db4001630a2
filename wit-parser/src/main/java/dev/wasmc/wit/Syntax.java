package dev.wasmc.wit;

import dev.wasmc.semver.Version;
import dev.wasmc.source.SourceFile;
import dev.wasmc.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree: what a file says, before any name means anything.
 *
 * <pre>
 * WitFile        ::= PackageHeader? TopItem*
 * TopItem        ::= NestedPackage(TopItem*) | TopUse | InterfaceDecl(InterfaceItem*) | WorldDecl(WorldItem*)
 * InterfaceItem  ::= UseDecl | TypeDecl | FunctionDecl
 * WorldItem      ::= UseDecl | TypeDecl | IncludeDecl | ExternDecl(ExternBody)
 * ExternBody     ::= InlineInterface(InterfaceItem*) | ExternFunction | ExternPath
 * TypeBody       ::= RecordBody | VariantBody | EnumBody | FlagsBody | ResourceBody(FunctionDecl*) | AliasBody(TypeExpr)
 * TypeExpr       ::= PrimitiveExpr | NamedExpr | ListExpr | FixedListExpr | MapExpr | OptionExpr | ResultExpr | TupleExpr | FutureExpr
 *                  | StreamExpr | OwnExpr | BorrowExpr
 * Attribute      ::= Since | Unstable | Deprecated | ExternalId
 * </pre>
 *
 * Every node has its span. Comments are kept in the file, in order; those that stand in front of an
 * item are its documentation as well.
 */
public sealed interface Syntax {
  /**
   * From its first token, which may be of an attribute, to its last; the comments in front of it
   * are outside.
   */
  Span span();

  /** A comment as it is written, with its delimiters. */
  record Comment(String text, Span span) implements Syntax {}

  /**
   * A whole file.
   *
   * @param comments all of them
   */
  record WitFile(
      SourceFile source,
      @Nullable PackageHeader header,
      List<TopItem> items,
      List<Comment> comments,
      Span span)
      implements Syntax {}

  /**
   * A name.
   *
   * @param text without the {@code %} that may stand in front of it
   */
  record Id(String text, Span span) implements Syntax {}

  record VersionRef(Version version, Span span) implements Syntax {}

  /**
   * The name of a package.
   *
   * @param namespaces at least one, the outermost first
   * @param names at least one, the outermost first
   * @param span without the version where the name of an interface or a world stands in front of it
   */
  record PackageRef(List<Id> namespaces, List<Id> names, @Nullable VersionRef version, Span span)
      implements Syntax {
    PackageName packageName() {
      return new PackageName(
          namespaces.stream().map(Id::text).toList(),
          names.stream().map(Id::text).toList(),
          version == null ? null : version.version);
    }
  }

  /** The declaration at the start of a file or of a nested package. */
  record PackageHeader(List<Comment> docs, PackageRef name, Span span) implements Syntax {}

  /**
   * The name of an interface or a world. The package is null for one of the same package or file.
   */
  record UsePath(@Nullable PackageRef packageRef, Id name, Span span) implements Syntax {}

  sealed interface TopItem extends Syntax {}

  record NestedPackage(
      List<Attribute> attributes, PackageHeader header, List<TopItem> items, Span span)
      implements TopItem {}

  record TopUse(List<Attribute> attributes, UsePath path, @Nullable Id as, Span span)
      implements TopItem {
    Id localName() {
      return as == null ? path.name : as;
    }
  }

  record InterfaceDecl(
      List<Comment> docs, List<Attribute> attributes, Id name, List<InterfaceItem> items, Span span)
      implements TopItem {}

  record WorldDecl(
      List<Comment> docs, List<Attribute> attributes, Id name, List<WorldItemDecl> items, Span span)
      implements TopItem {}

  sealed interface InterfaceItem extends Syntax {}

  sealed interface WorldItemDecl extends Syntax {}

  record UseDecl(
      List<Comment> docs, List<Attribute> attributes, UsePath path, List<UseName> names, Span span)
      implements InterfaceItem, WorldItemDecl {}

  record UseName(Id name, @Nullable Id as, Span span) implements Syntax {
    Id localName() {
      return as == null ? name : as;
    }
  }

  record IncludeDecl(
      List<Comment> docs,
      List<Attribute> attributes,
      UsePath path,
      List<IncludeName> names,
      Span span)
      implements WorldItemDecl {}

  record IncludeName(Id name, Id as, Span span) implements Syntax {}

  record ExternDecl(
      List<Comment> docs, List<Attribute> attributes, boolean export, ExternBody body, Span span)
      implements WorldItemDecl {}

  sealed interface ExternBody extends Syntax {}

  record InlineInterface(Id name, List<InterfaceItem> items, Span span) implements ExternBody {}

  record ExternFunction(Id name, Signature signature, Span span) implements ExternBody {}

  /** An interface by its path. The name is null where it goes by the interface's own. */
  record ExternPath(@Nullable Id name, UsePath path, Span span) implements ExternBody {}

  record FunctionDecl(
      List<Comment> docs,
      List<Attribute> attributes,
      FunctionSort sort,
      Id name,
      Signature signature,
      Span span)
      implements InterfaceItem {
    boolean isConstructor() {
      return sort == FunctionSort.CONSTRUCTOR;
    }
  }

  /** Where a function is declared, and as what. */
  enum FunctionSort {
    FREESTANDING,
    METHOD,
    STATIC,
    CONSTRUCTOR
  }

  record Signature(boolean async, List<ParamDecl> params, @Nullable TypeExpr result, Span span)
      implements Syntax {}

  record ParamDecl(Id name, TypeExpr type, Span span) implements Syntax {}

  record TypeDecl(List<Comment> docs, List<Attribute> attributes, Id name, TypeBody body, Span span)
      implements InterfaceItem, WorldItemDecl {}

  sealed interface TypeBody extends Syntax {}

  record RecordBody(List<FieldDecl> fields, Span span) implements TypeBody {}

  record FieldDecl(List<Comment> docs, Id name, TypeExpr type, Span span) implements Syntax {}

  record VariantBody(List<CaseDecl> cases, Span span) implements TypeBody {}

  record CaseDecl(List<Comment> docs, Id name, @Nullable TypeExpr type, Span span)
      implements Syntax {}

  record EnumBody(List<LabelDecl> cases, Span span) implements TypeBody {}

  record FlagsBody(List<LabelDecl> flags, Span span) implements TypeBody {}

  record LabelDecl(List<Comment> docs, Id name, Span span) implements Syntax {}

  record ResourceBody(List<FunctionDecl> functions, Span span) implements TypeBody {}

  record AliasBody(TypeExpr type, Span span) implements TypeBody {}

  sealed interface TypeExpr extends Syntax {}

  record PrimitiveExpr(Primitive primitive, Span span) implements TypeExpr {}

  record NamedExpr(Id name, Span span) implements TypeExpr {}

  record ListExpr(TypeExpr element, Span span) implements TypeExpr {}

  /** The length is unsigned. */
  record FixedListExpr(TypeExpr element, int length, Span span) implements TypeExpr {}

  record MapExpr(TypeExpr key, TypeExpr value, Span span) implements TypeExpr {}

  record OptionExpr(TypeExpr element, Span span) implements TypeExpr {}

  record ResultExpr(@Nullable TypeExpr ok, @Nullable TypeExpr err, Span span) implements TypeExpr {}

  record TupleExpr(List<TypeExpr> types, Span span) implements TypeExpr {}

  record FutureExpr(@Nullable TypeExpr element, Span span) implements TypeExpr {}

  record StreamExpr(@Nullable TypeExpr element, Span span) implements TypeExpr {}

  record OwnExpr(Id resource, Span span) implements TypeExpr {}

  record BorrowExpr(Id resource, Span span) implements TypeExpr {}

  sealed interface Attribute extends Syntax {}

  record SinceAttribute(Version version, Span span) implements Attribute {}

  record UnstableAttribute(String feature, Span span) implements Attribute {}

  record DeprecatedAttribute(Version version, Span span) implements Attribute {}

  record ExternalIdAttribute(String id, Span span) implements Attribute {}
}
