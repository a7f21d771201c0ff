#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Android)
internal import Android
#endif

/// A value behind a lock, in one allocation with it.
///
/// The lock is the operating system's. `Synchronization.Mutex` is as fast, but ThreadSanitizer reports false races with
/// it on Linux, and a suite that is to pass under ThreadSanitizer needs a lock that it knows. The value is reached
/// through a pointer, which spares the checks for exclusive access that the lock makes needless.
package struct LockedValue<Value>: ~Copyable, @unchecked Sendable {
  // Proof of sendability: the value is touched only between `lock` and `unlock`; both never move.
  #if canImport(Darwin)
  private typealias Primitive = os_unfair_lock_s
  #else
  private typealias Primitive = pthread_mutex_t
  #endif

  private struct Storage {
    var mutex: Primitive
    var value: Value
  }

  private let storage: UnsafeMutablePointer<Storage>
  /// The value, for who holds the lock.
  package let unguarded: UnsafeMutablePointer<Value>

  /// - Parameter isChecked: Whether to lock it again while one holds it stops the program instead of waiting for ever, which
  ///   costs a little. On Apple's systems it always does.
  package init(_ value: consuming Value, isChecked: Bool = false) {
    storage = .allocate(capacity: 1)
    #if canImport(Darwin)
    storage.initialize(to: Storage(mutex: os_unfair_lock_s(), value: consume value))
    #else
    storage.initialize(to: Storage(mutex: pthread_mutex_t(), value: consume value))
    var attributes = pthread_mutexattr_t()
    if isChecked {
      pthread_mutexattr_init(&attributes)
      pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
      pthread_mutex_init(&storage.pointee.mutex, &attributes)
      pthread_mutexattr_destroy(&attributes)
    } else {
      pthread_mutex_init(&storage.pointee.mutex, nil)
    }
    #endif
    unguarded = withUnsafeMutablePointer(to: &storage.pointee.value) { $0 }
  }

  deinit {
    #if !canImport(Darwin)
    pthread_mutex_destroy(mutex)
    #endif
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  @inline(__always)
  private var mutex: UnsafeMutablePointer<Primitive> {
    // The mutex is the storage's first member, so it has the storage's address.
    UnsafeMutableRawPointer(storage).assumingMemoryBound(to: Primitive.self)
  }

  @inline(__always)
  package borrowing func lock() {
    #if canImport(Darwin)
    os_unfair_lock_lock(mutex)
    #else
    pthread_mutex_lock(mutex)
    #endif
  }

  @inline(__always)
  package borrowing func unlock() {
    #if canImport(Darwin)
    os_unfair_lock_unlock(mutex)
    #else
    pthread_mutex_unlock(mutex)
    #endif
  }

  /// Does something with the value of a checked lock while nobody else can.
  ///
  /// - Parameter message: What it means that the current thread holds the lock already.
  @inline(__always)
  package borrowing func withCheckedLock<Result, Failure: Error>(
    _ message: @autoclosure () -> String, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    #if canImport(Darwin)
    lock()
    #else
    let error = pthread_mutex_lock(mutex)
    precondition(error == 0, message())
    #endif
    defer { unlock() }
    return try body(&unguarded.pointee)
  }

  /// Does something with the value while nobody else can.
  @inline(__always)
  package borrowing func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock()
    defer { unlock() }
    return try body(&unguarded.pointee)
  }
}

/// A value behind a lock, to be shared.
package final class LockedValueBox<Value>: Sendable {
  private let guarded: LockedValue<Value>

  package init(_ value: Value) { guarded = LockedValue(value) }

  @inline(__always)
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try guarded.withLock(body)
  }
}
