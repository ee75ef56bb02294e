;; Multiplies one vector with many. Memory 0 belongs to the thread: the asked vector in 16-bit values, then the products; memory 1 is a
;; block of vectors in 8-bit values, shared by all threads. `npm run generate` compiles this file into vectors-code.ts.
(module
  (import "thread" "memory" (memory $thread 1))
  (import "block" "memory" (memory $block 1 65536 shared))

  ;; products[row] = asked · row, for the `rows` rows (a multiple of 4) of `stride` bytes (a multiple of 16, filled up with zeros) at
  ;; `vectors`. Four rows at a time, so that what was asked is read once for them. 4096 products of two 8-bit values fit into 32 bits.
  (func (export "multiply") (param $vectors i32) (param $rows i32) (param $stride i32) (param $products i32)
    (local $asked i32) (local $end i32) (local $last i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (local $sumA v128) (local $sumB v128) (local $sumC v128) (local $sumD v128) (local $part v128)
    (local.set $last (i32.add (local.get $products) (i32.shl (local.get $rows) (i32.const 2))))
    (local.set $a (local.get $vectors))
    (block $done
      (br_if $done (i32.ge_u (local.get $products) (local.get $last)))
      (loop $four
        (local.set $b (i32.add (local.get $a) (local.get $stride)))
        (local.set $c (i32.add (local.get $b) (local.get $stride)))
        (local.set $d (i32.add (local.get $c) (local.get $stride)))
        (local.set $end (local.get $b))
        (local.set $asked (i32.const 0))
        (local.set $sumA (v128.const i32x4 0 0 0 0))
        (local.set $sumB (v128.const i32x4 0 0 0 0))
        (local.set $sumC (v128.const i32x4 0 0 0 0))
        (local.set $sumD (v128.const i32x4 0 0 0 0))
        (loop $next
          (local.set $part (v128.load (local.get $asked)))
          (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block (local.get $a)))))
          (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block (local.get $b)))))
          (local.set $sumC (i32x4.add (local.get $sumC) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block (local.get $c)))))
          (local.set $sumD (i32x4.add (local.get $sumD) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block (local.get $d)))))
          (local.set $part (v128.load offset=16 (local.get $asked)))
          (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block offset=8 (local.get $a)))))
          (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block offset=8 (local.get $b)))))
          (local.set $sumC (i32x4.add (local.get $sumC) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block offset=8 (local.get $c)))))
          (local.set $sumD (i32x4.add (local.get $sumD) (i32x4.dot_i16x8_s (local.get $part) (v128.load8x8_s $block offset=8 (local.get $d)))))
          (local.set $asked (i32.add (local.get $asked) (i32.const 32)))
          (local.set $a (i32.add (local.get $a) (i32.const 16)))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $c (i32.add (local.get $c) (i32.const 16)))
          (local.set $d (i32.add (local.get $d) (i32.const 16)))
          (br_if $next (i32.lt_u (local.get $a) (local.get $end))))
        (i32.store (local.get $products) (call $total (local.get $sumA)))
        (i32.store offset=4 (local.get $products) (call $total (local.get $sumB)))
        (i32.store offset=8 (local.get $products) (call $total (local.get $sumC)))
        (i32.store offset=12 (local.get $products) (call $total (local.get $sumD)))
        (local.set $products (i32.add (local.get $products) (i32.const 16)))
        (local.set $a (local.get $d))
        (br_if $four (i32.lt_u (local.get $products) (local.get $last))))))

  (func $total (param $sums v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))
      (i32.add (i32x4.extract_lane 2 (local.get $sums)) (i32x4.extract_lane 3 (local.get $sums))))))
