"""A network camera on the loopback for the scanner's tests: Motion-JPEG over HTTP that can freeze, stop and come back."""

from __future__ import annotations

import contextlib
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import Pixels


class NetworkCamera:
    """Serves one picture again and again on port 0, with the flicker of a sensor in a corner; ``frozen`` keeps the connection and sends
    nothing, ``stuck`` sends the same picture for ever, ``stop`` ends everything."""

    def __init__(self, image: Pixels, port: int = 0) -> None:
        self._jpegs = [_jpeg(image, corner) for corner in (40, 90)]
        self._number = 0
        self._stopped = threading.Event()
        self.frozen = threading.Event()
        self.stuck = threading.Event()
        self._sockets: list[socket.socket] = []
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                camera._sockets.append(self.connection)
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                try:
                    while not camera._stopped.wait(0.02):
                        if not camera.frozen.is_set():
                            camera._number += not camera.stuck.is_set()
                            jpeg = camera._jpegs[camera._number % 2]
                            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n".encode()
                            self.wfile.write(head + jpeg + b"\r\n")
                except OSError:
                    pass  # the reader has gone

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            allow_reuse_address = True
            daemon_threads = False

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self._server = Server(("127.0.0.1", port), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/video.mjpg"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="network-camera")
        self._thread.start()

    def stop(self) -> None:
        """End every connection and free the port."""
        self._stopped.set()
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _jpeg(image: Pixels, corner: int) -> bytes:
    flickering = image.copy()
    flickering[:8, :8] = corner
    good, data = cv2.imencode(".jpg", flickering)
    assert good
    return data.tobytes()
