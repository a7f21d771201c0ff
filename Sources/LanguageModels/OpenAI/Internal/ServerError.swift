/// What a server says went wrong, in any of the shapes that servers use.
///
/// OpenAI has `{"error": {"message", "type", "code"}}`, others a text for `error`, or `message` or `detail` (FastAPI) in
/// its place. The code is a name, or a status as a number or as digits.
struct ServerError: Decodable {
  var message: String?
  var type: String?
  var code: String?

  init(message: String?) {
    self.message = message
  }

  private enum CodingKeys: String, CodingKey {
    case error, message, detail, type, code
  }

  init(from decoder: any Decoder) throws {
    guard let container = Self.ifOfThatType({ try decoder.container(keyedBy: CodingKeys.self) }) else {
      // A text alone, or, from Google's servers, the object in a list.
      let value = try decoder.singleValueContainer()
      if let list = Self.ifOfThatType({ try value.decode([ServerError].self) }), let first = list.first {
        self = first
      } else {
        message = try value.decode(String.self)
      }
      return
    }
    if let inner = Self.ifOfThatType({ try container.decodeIfPresent(ServerError.self, forKey: .error) }) ?? nil {
      self = inner
      return
    }
    message = Self.text(.message, container) ?? Self.text(.detail, container)
    type = Self.text(.type, container)
    code = Self.text(.code, container)
  }

  /// Whether it says nothing at all, as the empty member of a server that always sends one.
  var isEmpty: Bool { [message, type, code].allSatisfy { $0?.isEmpty ?? true } }

  /// The HTTP status that an error within a stream, which has none of its own, amounts to.
  var impliedStatus: Int {
    if let code, let status = Int(code), (400..<600).contains(status) { return status }
    for name in [code, type] {
      switch name {
      case "rate_limit_exceeded", "rate_limit_error", "insufficient_quota": return 429
      case "authentication_error", "invalid_api_key": return 401
      case "permission_error": return 403
      case "not_found_error", "model_not_found": return 404
      case "invalid_request_error", "context_length_exceeded": return 400
      default: continue
      }
    }
    return 500
  }

  private static func text(_ key: CodingKeys, _ container: KeyedDecodingContainer<CodingKeys>) -> String? {
    ifOfThatType { try container.decode(String.self, forKey: key) }
      ?? ifOfThatType { String(try container.decode(Int.self, forKey: key)) }
  }

  /// What `decode` gives, or `nil` if there is something else: which shape it has is what is being found out here.
  private static func ifOfThatType<Value>(_ decode: () throws -> Value) -> Value? {
    do { return try decode() } catch { return nil }
  }
}
