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
  fileprivate let record = NIOLockedValueBox<(connections: Int, requests: [Request])>((0, []))

  var connections: Int { record.withLockedValue(\.connections) }
  var requests: [Request] { record.withLockedValue(\.requests) }

  func model(apiKey: String = "", timeouts: OpenAI.Timeouts = OpenAI.Timeouts()) -> OpenAI {
    OpenAI(model: "test", apiKey: apiKey, baseURL: baseURL, timeouts: timeouts)
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
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let server = TestServer(baseURL: "http://127.0.0.1:\(channel.channel.localAddress?.port ?? 0)/v1")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.serve(channel, answer) }
      defer { group.cancelAll() }
      try await body(server)
    }
  }

  private func serve(
    _ channel: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>,
    _ answer: @escaping @Sendable (Request, Connection) async throws -> Void
  ) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      try await channel.executeThenClose { clients in
        for try await client in clients {
          record.withLockedValue { $0.connections += 1 }
          group.addTask {
            do {
              try await client.executeThenClose { inbound, outbound in
                var connection = Connection(channel: client.channel, inbound: inbound, outbound: outbound)
                while let request = try await connection.readRequest() {
                  record.withLockedValue { $0.requests.append(request) }
                  try await answer(request, connection)
                }
              }
            } catch {
              // The client, or the test, has broken off: that is what these tests are about.
            }
          }
        }
      }
    }
  }
}

/// The server's end of a connection.
struct Connection: Sendable {
  struct Closed: Error {}

  let channel: any Channel
  private let inbound: NIOAsyncChannelInboundStream<ByteBuffer>
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private let iterator: Inbound

  init(
    channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
    outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) {
    self.channel = channel
    self.inbound = inbound
    self.outbound = outbound
    self.iterator = Inbound(inbound.makeAsyncIterator())
  }

  func write(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  func write(_ bytes: some Sequence<UInt8>) async throws {
    try await outbound.write(ByteBuffer(bytes: bytes))
  }

  /// Waits until the client has closed its end.
  func closed() async throws {
    while try await iterator.next() != nil {}
  }

  /// Closes the connection.
  ///
  /// Never returns.
  func close() throws -> Never {
    throw Closed()
  }

  fileprivate mutating func readRequest() async throws -> TestServer.Request? {
    var bytes = ""
    while true {
      if let end = bytes.utf8.firstRange(of: "\r\n\r\n".utf8) {
        var request = TestServer.Request(head: String(bytes[..<end.lowerBound]), body: String(bytes[end.upperBound...]))
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        while request.body.utf8.count < length, let more = try await iterator.next() {
          request.body += String(buffer: more)
        }
        return request
      }
      guard let more = try await iterator.next() else { return nil }
      bytes += String(buffer: more)
    }
  }

  /// Unchecked because the iterator is not `Sendable`: only the task of the connection uses it.
  private final class Inbound: @unchecked Sendable {
    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator

    init(_ iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
      self.iterator = iterator
    }

    func next() async throws -> ByteBuffer? {
      try await iterator.next()
    }
  }
}
