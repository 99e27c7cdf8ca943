const BODY =
  '{"status":"error","reason":"timeout","hint":"the request did not arrive in time: send it again"}';

/**
 * The whole answer to a request that has not arrived in time. It may be this machine that is late: what a busy process has not
 * read yet counts, too (seen with four thousand connections on two cores that six other programs kept busy). Networks
 * take 400 and 408 for the last word, and 503 for «send it again».
 */
export const LATE_ANSWER = [
  'HTTP/1.1 503 Service Unavailable',
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
  'Retry-After: 5',
  'Connection: close',
  '',
  BODY,
].join('\r\n');
