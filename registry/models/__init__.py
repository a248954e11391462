from registry.models.staff import User

__all__ = ["User"]
