import LanguageModels
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A server on the loopback interface that answers each request with exactly the bytes a test wants.
///
/// It exists for the faults that no real server produces on demand.
struct TestServer: Sendable {
  struct Request: Sendable {
    var head: String
    var body: String

    func header(_ name: String) -> String? {
      for line in head.split(separator: "\r\n").dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        if parts[0].lowercased() == name { return parts[1].drop { $0 == " " }.description }
      }
      return nil
    }
  }

  let baseURL: String
  private let record: NIOLockedValueBox<Record>

  /// How many connections there were.
  var connections: Int { record.withLockedValue(\.connections.count) }

  /// All requests of all connections.
  var requests: [Request] { record.withLockedValue(\.requests) }

  func model(apiKey: String = "", timeouts: OpenAI.Timeouts = OpenAI.Timeouts()) -> OpenAI {
    OpenAI(model: "test", apiKey: apiKey, baseURL: baseURL, timeouts: timeouts)
  }

  private struct Record: Sendable {
    var connections: [(channel: any Channel, task: Task<Void, Never>)] = []
    var requests: [Request] = []
  }

  /// Runs a server while `body` does.
  ///
  /// - Parameters:
  ///   - answer: Answers one request. When it returns, the connection takes the next one; when it throws, or calls
  ///     `close()`, the connection is closed.
  static func run(
    answering answer: @escaping @Sendable (Request, Connection) async throws -> Void,
    _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    let record = NIOLockedValueBox(Record())
    let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        let (bytes, continuation) = AsyncStream<ByteBuffer>.makeStream()
        let task = Task { await serve(Connection(channel: channel, inbound: bytes), record, answer) }
        record.withLockedValue { $0.connections.append((channel, task)) }
        return channel.pipeline.addHandler(Inbound(continuation))
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = TestServer(
      baseURL: "http://127.0.0.1:\(listener.localAddress?.port ?? 0)/v1", record: record)
    let result: Result<Void, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await listener.close()
    for (channel, task) in record.withLockedValue(\.connections) {
      task.cancel()
      channel.close(promise: nil)
      await task.value
    }
    try result.get()
  }

  private static func serve(
    _ connection: Connection, _ record: NIOLockedValueBox<Record>,
    _ answer: @Sendable (Request, Connection) async throws -> Void
  ) async {
    do {
      while let request = await connection.readRequest() {
        record.withLockedValue { $0.requests.append(request) }
        try await answer(request, connection)
      }
    } catch {
      // The client, or the test, has broken off: that is what these tests are about.
    }
    connection.channel.close(promise: nil)
  }

  private final class Inbound: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(_ continuation: AsyncStream<ByteBuffer>.Continuation) {
      self.continuation = continuation
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      continuation.yield(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
      continuation.finish()
      context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}

/// The server's end of a connection.
struct Connection: Sendable {
  struct Closed: Error {}

  let channel: any Channel
  let inbound: AsyncStream<ByteBuffer>

  /// Writes text, and returns when the socket has taken it.
  func write(_ text: String) async throws {
    try await channel.writeAndFlush(ByteBuffer(string: text)).get()
  }

  func write(_ bytes: some Sequence<UInt8>) async throws {
    try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
  }

  /// Waits until the client has closed its end.
  func closed() async {
    for await _ in inbound {}
  }

  /// Closes the connection.
  ///
  /// Never returns.
  func close() throws -> Never {
    throw Closed()
  }

  fileprivate func readRequest() async -> TestServer.Request? {
    var bytes = ""
    for await more in inbound {
      bytes += String(buffer: more)
      guard let end = bytes.utf8.firstRange(of: "\r\n\r\n".utf8) else { continue }
      let request = TestServer.Request(head: String(bytes[..<end.lowerBound]), body: String(bytes[end.upperBound...]))
      let length = request.header("content-length").flatMap { Int($0) } ?? 0
      if request.body.utf8.count >= length { return request }
    }
    return nil
  }
}
