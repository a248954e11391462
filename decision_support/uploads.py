"""An uploaded file on its way in: in a file without a name, that no other program opens and that vanishes with the process."""

from __future__ import annotations

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NamelessUpload(FileUploadHandler):
    """Takes at most settings.LARGEST_UPLOAD bytes; of more the request says `upload_too_large`, and nothing is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.taken = tempfile.TemporaryFile()  # noqa: SIM115  closed by the request

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.LARGEST_UPLOAD:
            self.taken.close()
            self.request.upload_too_large = True
            raise SkipFile
        self.taken.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.taken.seek(0)
        return UploadedFile(
            self.taken, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
