/// Computes expressions such as `(2 + 3) * 4`.
struct Calculator {
  private var rest: Substring

  static func evaluate(_ expression: String) throws -> Double {
    var calculator = Calculator(rest: expression.filter { $0 != " " }[...])
    let value = try calculator.sum()
    guard calculator.rest.isEmpty else { throw ToolError("cannot read '\(calculator.rest)' in '\(expression)'") }
    return value
  }

  private mutating func sum() throws -> Double {
    var value = try product()
    while let sign = take("+-") { value += try sign == "+" ? product() : -product() }
    return value
  }

  private mutating func product() throws -> Double {
    var value = try factor()
    while let sign = take("*/") {
      let other = try factor()
      if sign == "/", other == 0 { throw ToolError("division by zero") }
      value = sign == "*" ? value * other : value / other
    }
    return value
  }

  private mutating func factor() throws -> Double {
    if take("-") != nil { return try -factor() }
    if take("(") != nil {
      let value = try sum()
      guard take(")") != nil else { throw ToolError("a parenthesis is not closed") }
      return value
    }
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(digits) else { throw ToolError("expected a number instead of '\(rest)'") }
    rest = rest.dropFirst(digits.count)
    return value
  }

  private mutating func take(_ characters: String) -> Character? {
    guard let first = rest.first, characters.contains(first) else { return nil }
    return rest.removeFirst()
  }
}
