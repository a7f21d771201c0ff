import Testing

/// An element of XML, or of HTML as far as the library writes it.
struct Element {
  var name: String
  var attributes: [String: String]
  var children: [Element] = []
  /// The text in it, that of its elements included.
  var text = ""

  var classes: [String] { attributes["class"]?.split(separator: " ").map(String.init) ?? [] }

  /// All elements in it, itself first.
  var all: [Element] { [self] + children.flatMap(\.all) }

  func first(_ name: String, class wanted: String? = nil) -> Element? {
    all.dropFirst().first { $0.name == name && (wanted.map($0.classes.contains) ?? true) }
  }

  func number(_ attribute: String) -> Double { attributes[attribute].flatMap(Double.init) ?? .nan }
}

/// Reads markup strictly: every element that begins ends, in order; every attribute is quoted; nothing is left bare that
/// should have been escaped.
struct MarkupReader {
  struct Problem: Error, CustomStringConvertible { var description: String }

  private var rest: Substring
  /// Elements of HTML that have no end.
  private static let void: Set<String> = ["meta", "input"]
  /// Elements of HTML whose content is no markup.
  private static let raw: Set<String> = ["script", "style"]

  static func read(_ text: String) throws -> Element {
    var reader = MarkupReader(rest: text[...])
    reader.skipSpace()
    while reader.rest.hasPrefix("<?") || reader.rest.hasPrefix("<!") {
      _ = try reader.take(until: ">")
      reader.rest.removeFirst()
      reader.skipSpace()
    }
    let element = try reader.element()
    reader.skipSpace()
    if !reader.rest.isEmpty { throw Problem(description: "behind the end: \(reader.rest.prefix(40))") }
    return element
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

  private mutating func take(until end: Character) throws -> String {
    guard let index = rest.firstIndex(of: end) else {
      throw Problem(description: "no '\(end)' after \(rest.prefix(40))")
    }
    defer { rest = rest[index...] }
    return String(rest[..<index])
  }

  private mutating func expect(_ text: String) throws {
    guard rest.hasPrefix(text) else { throw Problem(description: "expected '\(text)' at \(rest.prefix(40))") }
    rest.removeFirst(text.count)
  }

  private mutating func name() throws -> String {
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    if name.isEmpty { throw Problem(description: "no name at \(rest.prefix(40))") }
    rest.removeFirst(name.count)
    return String(name)
  }

  private mutating func element() throws -> Element {
    try expect("<")
    var element = Element(name: try name(), attributes: [:])
    skipSpace()
    while !rest.hasPrefix(">") && !rest.hasPrefix("/>") {
      let name = try name()
      if rest.hasPrefix("=") {
        try expect("=\"")
        let value = try take(until: "\"")
        if value.contains("<") { throw Problem(description: "'<' in an attribute: \(value)") }
        guard element.attributes.updateValue(try Self.unescape(value), forKey: name) == nil else {
          throw Problem(description: "'\(name)' is there twice")
        }
        try expect("\"")
      } else {
        element.attributes[name] = ""
      }
      skipSpace()
    }
    if rest.hasPrefix("/>") {
      try expect("/>")
      return element
    }
    try expect(">")
    if Self.void.contains(element.name) { return element }
    if Self.raw.contains(element.name) {
      while !rest.hasPrefix("</\(element.name)") {
        guard let next = rest.popFirst() else { throw Problem(description: "'\(element.name)' has no end") }
        element.text.append(next)
      }
    }
    while !rest.hasPrefix("</") {
      if rest.hasPrefix("<") {
        let child = try self.element()
        element.text += child.text
        element.children.append(child)
      } else {
        let text = try take(until: "<")
        if text.contains(">") { throw Problem(description: "'>' in a text: \(text)") }
        element.text += try Self.unescape(text)
      }
    }
    try expect("</\(element.name)>")
    return element
  }

  private static func unescape(_ text: String) throws -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "&" else {
        result.append(character)
        continue
      }
      let entities = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\"", "#39;": "'"]
      guard let entity = entities.first(where: { rest.hasPrefix($0.key) }) else {
        throw Problem(description: "a bare '&' in \(text)")
      }
      result += entity.value
      rest.removeFirst(entity.key.count)
    }
    return result
  }
}
