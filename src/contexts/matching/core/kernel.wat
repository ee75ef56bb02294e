;; The inner loops of a search. Memory 0 belongs to the thread and holds the scores of one window of 65,536 documents; memory 1 is the
;; segment, shared by all threads. `npm run generate` compiles this file into kernel-code.ts; kernel.ts names the places in memory 0.
(module
  (import "thread" "memory" (memory $thread 1))
  (import "segment" "memory" (memory $segment 1 65536 shared))

  (global $scores i32 (i32.const 0))
  (global $found i32 (i32.const 524288))
  (global $foundScores i32 (i32.const 655360))
  (global $allowed i32 (i32.const 917504))
  (global $matched i32 (i32.const 925696))
  (global $selection i32 (i32.const 933888))
  (global $total i32 (i32.const 942080))

  ;; scores[document] += weight * impact, for the postings whose documents lie at `documents` up to `end`.
  (func (export "add") (param $documents i32) (param $impacts i32) (param $end i32) (param $weight i32)
    (local $at i32)
    (block $done
      (br_if $done (i32.ge_u (local.get $documents) (local.get $end)))
      (loop $next
        (local.set $at (i32.shl (i32.load16_u $segment (local.get $documents)) (i32.const 2)))
        (i32.store (local.get $at)
          (i32.add (i32.load (local.get $at)) (i32.mul (local.get $weight) (i32.load8_u $segment (local.get $impacts)))))
        (local.set $documents (i32.add (local.get $documents) (i32.const 2)))
        (local.set $impacts (i32.add (local.get $impacts) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $documents) (local.get $end))))))

  ;; The same with impacts replaced by selection[fields * 256 + impact].
  (func (export "addSelected")
    (param $documents i32) (param $impacts i32) (param $fields i32) (param $end i32) (param $weight i32)
    (local $at i32)
    (block $done
      (br_if $done (i32.ge_u (local.get $documents) (local.get $end)))
      (loop $next
        (local.set $at (i32.shl (i32.load16_u $segment (local.get $documents)) (i32.const 2)))
        (i32.store (local.get $at)
          (i32.add (i32.load (local.get $at))
            (i32.mul (local.get $weight) (call $selected (local.get $fields) (local.get $impacts)))))
        (local.set $documents (i32.add (local.get $documents) (i32.const 2)))
        (local.set $impacts (i32.add (local.get $impacts) (i32.const 1)))
        (local.set $fields (i32.add (local.get $fields) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $documents) (local.get $end))))))

  (func $selected (param $fields i32) (param $impacts i32) (result i32)
    (i32.load8_u (i32.add (global.get $selection)
      (i32.or (i32.shl (i32.load8_u $segment (local.get $fields)) (i32.const 8)) (i32.load8_u $segment (local.get $impacts))))))

  ;; Members of a group compete: a document keeps the greatest value. best[document] holds `tag` in its upper byte, so that a new group
  ;; needs no clearing; values stay below 2^24. Written out in both functions, because a call a posting costs as much as the work.
  (func (export "addBest")
    (param $documents i32) (param $impacts i32) (param $end i32) (param $weight i32) (param $tag i32)
    (local $at i32) (local $value i32) (local $known i32)
    (block $done
      (br_if $done (i32.ge_u (local.get $documents) (local.get $end)))
      (loop $next
        (local.set $at (i32.shl (i32.load16_u $segment (local.get $documents)) (i32.const 2)))
        (local.set $value (i32.mul (local.get $weight) (i32.load8_u $segment (local.get $impacts))))
        (local.set $known (i32.load offset=262144 (local.get $at)))
        (local.set $known
          (select (i32.and (local.get $known) (i32.const 0xffffff)) (i32.const 0)
            (i32.eq (i32.shr_u (local.get $known) (i32.const 24)) (local.get $tag))))
        (if (i32.gt_u (local.get $value) (local.get $known))
          (then
            (i32.store (local.get $at)
              (i32.add (i32.load (local.get $at)) (i32.sub (local.get $value) (local.get $known))))
            (i32.store offset=262144 (local.get $at)
              (i32.or (i32.shl (local.get $tag) (i32.const 24)) (local.get $value)))))
        (local.set $documents (i32.add (local.get $documents) (i32.const 2)))
        (local.set $impacts (i32.add (local.get $impacts) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $documents) (local.get $end))))))

  (func (export "addBestSelected")
    (param $documents i32) (param $impacts i32) (param $fields i32) (param $end i32) (param $weight i32) (param $tag i32)
    (local $at i32) (local $value i32) (local $known i32)
    (block $done
      (br_if $done (i32.ge_u (local.get $documents) (local.get $end)))
      (loop $next
        (local.set $at (i32.shl (i32.load16_u $segment (local.get $documents)) (i32.const 2)))
        (local.set $value (i32.mul (local.get $weight) (call $selected (local.get $fields) (local.get $impacts))))
        (local.set $known (i32.load offset=262144 (local.get $at)))
        (local.set $known
          (select (i32.and (local.get $known) (i32.const 0xffffff)) (i32.const 0)
            (i32.eq (i32.shr_u (local.get $known) (i32.const 24)) (local.get $tag))))
        (if (i32.gt_u (local.get $value) (local.get $known))
          (then
            (i32.store (local.get $at)
              (i32.add (i32.load (local.get $at)) (i32.sub (local.get $value) (local.get $known))))
            (i32.store offset=262144 (local.get $at)
              (i32.or (i32.shl (local.get $tag) (i32.const 24)) (local.get $value)))))
        (local.set $documents (i32.add (local.get $documents) (i32.const 2)))
        (local.set $impacts (i32.add (local.get $impacts) (i32.const 1)))
        (local.set $fields (i32.add (local.get $fields) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $documents) (local.get $end))))))

  ;; Takes the scores of documents from (inclusive, a multiple of 32) to (exclusive): writes those that are allowed and reach the
  ;; threshold to found/foundScores, who scored anything to matched, adds the allowed among these to total, and leaves zeros unless
  ;; the scores are kept. Returns how many were found.
  (func (export "collect")
    (param $from i32) (param $to i32) (param $threshold i32) (param $filtered i32) (param $keep i32) (result i32)
    (local $count i32) (local $place i32) (local $shift i32) (local $scored i32) (local $hits i32) (local $kept i32)
    (local $scores4 v128) (local $any v128) (local $least v128) (local $document i32)
    (local.set $least (i32x4.splat (local.get $threshold)))
    (block $done
      (br_if $done (i32.ge_u (local.get $from) (local.get $to)))
      (loop $next
        (local.set $place (i32.shl (local.get $from) (i32.const 2)))
        (local.set $scored (i32.const 0))
        (local.set $hits (i32.const 0))
        (local.set $shift (i32.const 0))
        (local.set $any (v128.const i32x4 0 0 0 0))
        (loop $four
          (local.set $scores4 (v128.load (local.get $place)))
          (local.set $any (v128.or (local.get $any) (local.get $scores4)))
          (local.set $scored (i32.or (local.get $scored)
            (i32.shl (i32x4.bitmask (i32x4.gt_s (local.get $scores4) (v128.const i32x4 0 0 0 0))) (local.get $shift))))
          (local.set $hits (i32.or (local.get $hits)
            (i32.shl (i32x4.bitmask (i32x4.ge_s (local.get $scores4) (local.get $least))) (local.get $shift))))
          (local.set $place (i32.add (local.get $place) (i32.const 16)))
          (local.set $shift (i32.add (local.get $shift) (i32.const 4)))
          (br_if $four (i32.lt_u (local.get $shift) (i32.const 32))))
        (local.set $kept (local.get $scored))
        (if (local.get $filtered)
          (then (local.set $kept (i32.and (local.get $kept)
            (i32.load (i32.add (global.get $allowed) (i32.shr_u (local.get $from) (i32.const 3))))))))
        (local.set $hits (i32.and (local.get $hits) (local.get $kept)))
        (i32.store (i32.add (global.get $matched) (i32.shr_u (local.get $from) (i32.const 3))) (local.get $scored))
        (i32.store (global.get $total) (i32.add (i32.load (global.get $total)) (i32.popcnt (local.get $kept))))
        (block $noHit
          (br_if $noHit (i32.eqz (local.get $hits)))
          (loop $hit
            (local.set $document (i32.add (local.get $from) (i32.ctz (local.get $hits))))
            (call $emit (local.get $count) (local.get $document))
            (local.set $count (i32.add (local.get $count) (i32.const 1)))
            (local.set $hits (i32.and (local.get $hits) (i32.sub (local.get $hits) (i32.const 1))))
            (br_if $hit (local.get $hits))))
        (if (i32.and (v128.any_true (local.get $any)) (i32.eqz (local.get $keep)))
          (then (memory.fill (i32.shl (local.get $from) (i32.const 2)) (i32.const 0) (i32.const 128))))
        (local.set $from (i32.add (local.get $from) (i32.const 32)))
        (br_if $next (i32.lt_u (local.get $from) (local.get $to)))))
    (local.get $count))

  (func $emit (param $at i32) (param $document i32)
    (i32.store16 (i32.add (global.get $found) (i32.shl (local.get $at) (i32.const 1))) (local.get $document))
    (i32.store (i32.add (global.get $foundScores) (i32.shl (local.get $at) (i32.const 2)))
      (i32.load (i32.shl (local.get $document) (i32.const 2)))))

  ;; The same for the documents of one list only, where few of a window scored at all; `count` continues found.
  (func (export "collectList")
    (param $documents i32) (param $end i32) (param $threshold i32) (param $filtered i32) (param $count i32) (result i32)
    (local $document i32) (local $score i32) (local $word i32) (local $bit i32)
    (block $done
      (br_if $done (i32.ge_u (local.get $documents) (local.get $end)))
      (loop $next
        (local.set $document (i32.load16_u $segment (local.get $documents)))
        (local.set $score (i32.load (i32.shl (local.get $document) (i32.const 2))))
        (if (i32.gt_s (local.get $score) (i32.const 0))
          (then
            (local.set $word (i32.shl (i32.shr_u (local.get $document) (i32.const 5)) (i32.const 2)))
            (local.set $bit (i32.shl (i32.const 1) (i32.and (local.get $document) (i32.const 31))))
            (i32.store (i32.add (global.get $matched) (local.get $word))
              (i32.or (i32.load (i32.add (global.get $matched) (local.get $word))) (local.get $bit)))
            (if (i32.or (i32.eqz (local.get $filtered))
                  (i32.ne (i32.and (local.get $bit) (i32.load (i32.add (global.get $allowed) (local.get $word)))) (i32.const 0)))
              (then
                (i32.store (global.get $total) (i32.add (i32.load (global.get $total)) (i32.const 1)))
                (if (i32.ge_s (local.get $score) (local.get $threshold))
                  (then
                    (call $emit (local.get $count) (local.get $document))
                    (local.set $count (i32.add (local.get $count) (i32.const 1)))))))))
        (i32.store (i32.shl (local.get $document) (i32.const 2)) (i32.const 0))
        (local.set $documents (i32.add (local.get $documents) (i32.const 2)))
        (br_if $next (i32.lt_u (local.get $documents) (local.get $end)))))
    (local.get $count)))
